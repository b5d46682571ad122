@echo off
rem Finds a Python that these wheels are for; install.py does the rest. set PYTHON=path names one. ASCII only: cmd
rem reads it in whatever code page the console has. With -I no other file that lies here is run.
setlocal
if defined PYTHON goto named
for %%v in (@PYTHONS@) do (
    py -%%v -I -c "" >nul 2>nul && (
        py -%%v -I -B "%~dp0install.py"
        goto end
    )
)
set "PYTHON=python"
:named
"%PYTHON%" -I -c "import sys; sys.exit('.'.join(map(str, sys.version_info[:2])) not in sys.argv[1].split())" "@PYTHONS@" >nul 2>nul
if errorlevel 1 goto none
"%PYTHON%" -I -B "%~dp0install.py"
goto end
:none
echo No Python @PYTHONS@ was found. Install it, or name it with  set PYTHON=C:\path\python.exe  and run this again.
verify other 2>nul
:end
set code=%errorlevel%
pause
exit /b %code%
